-- Database: quarterdeck
-- How many questions each topic has on each day.
CREATE OR ALTER VIEW dbo.topics_of_the_day AS
SELECT
    topics.day,
    topics.topic,
    topics.qty,
    topics.model
FROM
    OPENROWSET(
        BULK 'gold/topics_of_the_day/',
        DATA_SOURCE = 'lake',
        FORMAT = 'DELTA'
    ) WITH (
        day DATE,
        topic VARCHAR(200) COLLATE Latin1_General_100_BIN2_UTF8,
        qty BIGINT,
        model VARCHAR(200) COLLATE Latin1_General_100_BIN2_UTF8
    ) AS topics;
GO

-- The ten most frequent topics of the newest day.
CREATE OR ALTER VIEW dbo.top_topics AS
SELECT TOP 10
    topics.day,
    topics.topic,
    topics.qty
FROM dbo.topics_of_the_day AS topics
WHERE topics.day = (SELECT MAX(newest.day) FROM dbo.topics_of_the_day AS newest)
ORDER BY topics.qty DESC, topics.topic ASC;
GO

-- How much the questions of each day differ from those with which the model was trained.
CREATE OR ALTER VIEW dbo.topic_drift AS
SELECT
    drift.day,
    drift.model,
    drift.questions,
    drift.other_share,
    drift.training_other_share,
    drift.word_distance
FROM
    OPENROWSET(
        BULK 'gold/topic_drift/',
        DATA_SOURCE = 'lake',
        FORMAT = 'DELTA'
    ) WITH (
        day DATE,
        model VARCHAR(200) COLLATE Latin1_General_100_BIN2_UTF8,
        questions BIGINT,
        other_share FLOAT,
        training_other_share FLOAT,
        word_distance FLOAT
    ) AS drift;
GO

-- The questions of each day with the topic that the model assigned. Questions of another model than the counted one are left out.
CREATE OR ALTER VIEW dbo.topic_questions AS
SELECT
    questions.day,
    questions.topic,
    posts.id,
    posts.title,
    posts.tags,
    questions.probability
FROM
    OPENROWSET(
        BULK 'gold/question_topics/',
        DATA_SOURCE = 'lake',
        FORMAT = 'DELTA'
    ) WITH (
        day DATE,
        question_id BIGINT,
        topic VARCHAR(200) COLLATE Latin1_General_100_BIN2_UTF8,
        probability FLOAT,
        model VARCHAR(200) COLLATE Latin1_General_100_BIN2_UTF8
    ) AS questions
INNER JOIN dbo.topics_of_the_day AS topics
    ON
        questions.day = topics.day
        AND questions.topic = topics.topic
        AND questions.model = topics.model
INNER JOIN
    OPENROWSET(
        BULK 'silver/stackoverflow-posts/',
        DATA_SOURCE = 'lake',
        FORMAT = 'DELTA'
    ) WITH (
        id BIGINT,
        title VARCHAR(1000) COLLATE Latin1_General_100_BIN2_UTF8,
        tags VARCHAR(1000) COLLATE Latin1_General_100_BIN2_UTF8
    ) AS posts
    ON questions.question_id = posts.id;
GO

package io.quarterdeck.jobs.topics;

import static io.quarterdeck.jobs.lake.LakeFolder.FIRST;
import static io.quarterdeck.jobs.lake.LakeFolder.POSTS;
import static io.quarterdeck.jobs.lake.LakeFolder.POST_TYPES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.jobs.generate.GeneratedPosts;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.topics.DayTopics.TopicCount;
import io.quarterdeck.jobs.topics.Training.Trained;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests training, publication and scoring on generated days whose topics are planted. */
class TopicModelIT {
  private static final long ROWS = 900;
  private static LakeFolder lake;
  private static Trained first;

  @BeforeAll
  static void train(@TempDir Path folder) {
    lake = new LakeFolder(folder);
    lake.ingest(POST_TYPES, FIRST, 8);
    lake.ingest(POSTS, FIRST, ROWS);
    lake.ingest(POSTS, FIRST.plusDays(12), ROWS);
    assertThatThrownBy(() -> score(0))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("found no published model");
    first = train("first");
  }

  @Test
  void theModelRecoversNineOfTenPlantedTopics() {
    assertThat(first.published()).isTrue();
    assertThat(first.metrics().get("accuracy")).isGreaterThan(0.9);
    assertThat(first.metrics().get("weighted F1")).isGreaterThan(0.9);
    assertThat(first.metrics().get("top-3 accuracy"))
        .isGreaterThanOrEqualTo(first.metrics().get("accuracy"));
    assertThat(first.metrics().get("baseline accuracy")).isLessThan(0.4);
  }

  @Test
  void heldOutPostsAreNotInTheTrainingAndAreTheSameInEachTraining() {
    Dataset<Row> all = Questions.current(lake.lake()).all();
    Dataset<Row> heldOut = all.where(Questions.heldOut());
    assertThat(all.select("id").distinct().count()).isEqualTo(all.count());
    assertThat((double) heldOut.count() / all.count()).isBetween(0.15, 0.25);
    // The training of the first day alone would have held out the same posts of that day.
    long posts = lake.lake().version(lake.lake().silver(POSTS.name()));
    Questions before = new Questions(lake.lake(), posts - 1, 1);
    assertThat(before.all().count()).isPositive().isLessThan(all.count());
    assertThat(ids(before.all().where(Questions.heldOut())))
        .isEqualTo(ids(heldOut.where("_first_day = date'" + FIRST + "'")));
  }

  @Test
  void scoringUsesTheCleanedTextOfQuestionsOnly() {
    Dataset<Row> questions = Questions.current(lake.lake()).all();
    assertThat(
            questions
                .where("exists(terms, term -> term rlike '[^\\\\p{L}\\\\p{M} ]|^https?$')")
                .count())
        .isZero();
    assertThat(
            questions
                .join(lake.lake().read(lake.lake().silver(POSTS.name())), "id")
                .where("post_type_id <> 1")
                .count())
        .isZero();
  }

  /** The serverless SQL pool refuses tables that need a newer reader, or have deletion vectors. */
  @Test
  void theServerlessSqlPoolCanReadTheTables() {
    score(0);
    for (String table :
        List.of(
            lake.lake().at(LakeName.TOPICS_OF_THE_DAY),
            lake.lake().at(LakeName.TOPIC_DRIFT),
            lake.lake().silver(POSTS.name()))) {
      Row detail = DeltaTable.forPath(lake.lake().session(), table).detail().head();
      assertThat(detail.<Integer>getAs("minReaderVersion")).as(table).isEqualTo(1);
      assertThat(detail.getJavaMap(detail.fieldIndex("properties")).toString())
          .as(table)
          .contains("delta.enableDeletionVectors=false");
    }
  }

  @Test
  void theModelHasFarFewerThanFourteenMillionCoefficients() {
    assertThat(first.coefficients()).isLessThan(21 * 20_000 + 1);
  }

  @Test
  void theModelIsSavedWithItsLineage() {
    ModelCard card = new ModelStore(lake.lake()).current().orElseThrow().card();
    assertThat(card.version()).isEqualTo("first");
    assertThat(card.postsVersion())
        .isEqualTo(lake.lake().version(lake.lake().silver(POSTS.name())));
    assertThat(card.parameters()).containsEntry("topics", "20");
    assertThat(card.trainingQuestions() + card.heldOutQuestions())
        .isEqualTo(Questions.current(lake.lake()).all().count());
    assertThat(ModelCard.parse(card.json())).isEqualTo(card);
  }

  @Test
  void aModelThatIsNotBetterThanTheCurrentOneIsNotPublished() {
    Trained again = train("again");
    assertThat(again.published()).isFalse();
    assertThat(again.reason()).startsWith("not better than the current model: weighted F1 ");
    assertThat(new ModelStore(lake.lake()).published().orElseThrow().current()).isEqualTo("first");
    assertThatThrownBy(() -> train("first"))
        .hasMessageStartingWith(
            "Cannot train the model first: found a published version with this id");
  }

  @Test
  void scoringCountsOnlyTheQuestionsOfTheDayAndShowsTheDrift() {
    DayTopics early = score(0);
    DayTopics late = score(12);
    GeneratedPosts posts = new GeneratedPosts(7, FIRST.plusDays(12));
    assertThat(late.topics().stream().mapToLong(TopicCount::qty).sum())
        .isEqualTo(Questions.current(lake.lake()).of(Days.of(posts.day())).count())
        .isLessThan(ROWS * 3 / 4);
    assertThat(quantity(late, GeneratedPosts.RISING))
        .isGreaterThan(2 * quantity(early, GeneratedPosts.RISING));
    assertThat(quantity(late, GeneratedPosts.FALLING))
        .isLessThan(quantity(early, GeneratedPosts.FALLING));
    assertThat(late.topics()).isSortedAccordingTo((a, b) -> Long.compare(b.qty(), a.qty()));
    assertThat(late.drift().wordDistance()).isBetween(0.0, 0.3);

    // The same day again gives the same rows, and an older day does not replace the CSV file.
    String csv = lake.lake().text(LakeName.RESULT_CSV.lakeName()).orElseThrow();
    assertThat(csv.lines().limit(2))
        .containsExactly(
            "topic,qty", late.topics().get(0).topic() + "," + late.topics().get(0).qty());
    List<Row> rows = gold();
    assertThat(score(0)).isEqualTo(early);
    assertThat(gold()).isEqualTo(rows).hasSize(early.topics().size() + late.topics().size());
    assertThat(lake.lake().text(LakeName.RESULT_CSV.lakeName())).hasValue(csv);
    assertThatThrownBy(() -> score(5))
        .hasMessageContaining("found none; expected the day in silver");
  }

  @Test
  void eachQuestionHasItsTopicAndSeveralDaysChangeEachTableOnce() {
    scoring(new Days(List.of(FIRST, FIRST.plusDays(12))));
    String table = lake.lake().at(LakeName.QUESTION_TOPICS);
    long version = lake.lake().version(table);
    List<DayTopics> days = scoring(new Days(List.of(FIRST, FIRST.plusDays(12))));
    assertThat(lake.lake().version(table)).isEqualTo(version + 1);

    Dataset<Row> questions = lake.lake().read(table);
    assertThat(ids(questions.withColumnRenamed("question_id", "id")))
        .isEqualTo(ids(Questions.current(lake.lake()).all()));
    assertThat(questions.where("probability <= 0 or probability > 1").count()).isZero();
    assertThat(
            questions
                .groupBy("day", "topic", "model")
                .count()
                .except(
                    lake.lake()
                        .read(lake.lake().at(LakeName.TOPICS_OF_THE_DAY))
                        .select("day", "topic", "model", "qty"))
                .count())
        .isZero();
    assertThat(days.get(1).drift().alert()).isEmpty();
  }

  @Test
  void theFilesHaveTheDriftAndTheQuestionsWithTheMostVotesOfTheNewestDay() {
    scoring(new Days(List.of(FIRST, FIRST.plusDays(12))));
    new ResultFiles(lake.lake()).write();
    List<String> drift = lines(LakeName.DRIFT_CSV);
    assertThat(drift.get(0))
        .isEqualTo("day,model,questions,other_share,training_other_share,word_distance,alert");
    assertThat(drift).hasSize(3);
    assertThat(drift.get(2)).startsWith(FIRST.plusDays(12) + ",first,").endsWith(",");
    List<String> questions = lines(LakeName.QUESTIONS_CSV);
    assertThat(questions.get(0)).isEqualTo("day,topic,model,question,title,votes,probability");
    assertThat(questions)
        .filteredOn(line -> line.contains("," + GeneratedPosts.RISING + ",first,"))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).startsWith(FIRST.plusDays(12) + ","));
  }

  @Test
  void aFileHasTheAlertOfTheNewestDayAsLongAsTheModelMayNotFit() {
    Days days = new Days(List.of(FIRST, FIRST.plusDays(12)));
    scoring(days);
    DeltaTable.forPath(lake.lake().session(), lake.lake().at(LakeName.TOPIC_DRIFT))
        .updateExpr("day = date'" + days.last() + "'", Map.of("alert", "'many are other'"));
    new ResultFiles(lake.lake()).write();
    assertThat(lines(LakeName.DRIFT_ALERT))
        .containsExactly(days.last() + ", model first: many are other");
    scoring(days);
    new ResultFiles(lake.lake()).write();
    assertThat(lake.lake().text(LakeName.DRIFT_ALERT.lakeName())).isEmpty();
  }

  private static List<String> lines(LakeName file) {
    return lake.lake().text(file.lakeName()).orElseThrow().lines().toList();
  }

  private static List<Long> ids(Dataset<Row> questions) {
    return questions.select("id").orderBy("id").as(Encoders.LONG()).collectAsList();
  }

  private static List<Row> gold() {
    return lake.lake()
        .read(lake.lake().at(LakeName.TOPICS_OF_THE_DAY))
        .orderBy("day", "topic")
        .collectAsList();
  }

  private static long quantity(DayTopics scored, String topic) {
    return scored.topics().stream()
        .filter(each -> each.topic().equals(topic))
        .mapToLong(TopicCount::qty)
        .sum();
  }

  private static Trained train(String version) {
    return new Training(lake.lake(), TrainingSettings.of(20), lake.progress()).run(version);
  }

  private static DayTopics score(int day) {
    return scoring(Days.of(FIRST.plusDays(day))).get(0);
  }

  private static List<DayTopics> scoring(Days days) {
    return new Scoring(lake.lake(), lake.progress()).run(days);
  }
}

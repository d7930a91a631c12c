-- Database: master
-- The database of the views. Delta and Parquet files contain UTF-8, so the database needs a UTF-8 collation.
IF DB_ID(N'quarterdeck') IS NULL
    EXEC (N'CREATE DATABASE quarterdeck COLLATE Latin1_General_100_BIN2_UTF8');
GO

-- Queries are billed by the data that they process. After this limit, in TB, the pool refuses queries until the next day.
EXEC sp_set_data_processed_limit @type = N'daily', @limit_tb = 1;
GO

-- Database: quarterdeck
-- The role of people and reports. OPENROWSET needs the right to bulk operations, and the right to use the credential.
IF DATABASE_PRINCIPAL_ID(N'quarterdeck_reader') IS NULL
    CREATE ROLE quarterdeck_reader;
GO

GRANT SELECT ON SCHEMA::dbo TO quarterdeck_reader;
GRANT ADMINISTER DATABASE BULK OPERATIONS TO quarterdeck_reader;
-- The last statement, because sqlfluff does not check what follows it.
GRANT REFERENCES ON DATABASE SCOPED CREDENTIAL::workspace_identity TO quarterdeck_reader; -- noqa: PRS
GO

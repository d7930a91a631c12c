-- Database: quarterdeck
-- The pool reads the lake with the identity of the workspace. There is no key and no password.
IF NOT EXISTS (SELECT 1 FROM sys.database_scoped_credentials WHERE name = N'workspace_identity')
    CREATE DATABASE SCOPED CREDENTIAL workspace_identity WITH IDENTITY = N'Managed Identity';
GO

IF NOT EXISTS (SELECT 1 FROM sys.external_data_sources WHERE name = N'lake')
    CREATE EXTERNAL DATA SOURCE lake WITH (LOCATION = N'$(lake)', CREDENTIAL = workspace_identity);
GO

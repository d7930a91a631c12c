-- Database: quarterdeck
-- The pool reads the lake with the identity of the workspace. There is no key and no password.
IF NOT EXISTS (SELECT 1 FROM sys.database_scoped_credentials WHERE name = N'workspace_identity')
    CREATE DATABASE SCOPED CREDENTIAL workspace_identity WITH IDENTITY = N'Managed Identity';
GO

-- A data source cannot be changed. The views refer to it by name, so they do not prevent that it is replaced.
IF EXISTS (SELECT 1 FROM sys.external_data_sources WHERE name = N'lake' AND location <> N'$(lake)') -- noqa: PRS
    DROP EXTERNAL DATA SOURCE lake; -- noqa: PRS
GO

IF NOT EXISTS (SELECT 1 FROM sys.external_data_sources WHERE name = N'lake')
    CREATE EXTERNAL DATA SOURCE lake WITH (LOCATION = N'$(lake)', CREDENTIAL = workspace_identity);
GO

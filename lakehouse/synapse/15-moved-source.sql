-- Database: quarterdeck
-- A data source cannot be changed. The views refer to it by name, so they do not prevent that it is replaced.
-- This statement has a file of its own, because sqlfluff does not know it, and checks nothing after it.
IF EXISTS (SELECT 1 FROM sys.external_data_sources WHERE name = N'lake' AND location <> N'$(lake)') -- noqa: PRS
    DROP EXTERNAL DATA SOURCE lake; -- noqa: PRS
GO

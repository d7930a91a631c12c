/** What a file is before its rows are read: its type, and the format of its bytes. */
package io.quarterdeck.etl.rows.source;

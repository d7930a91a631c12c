/** Creates the HTML report of a load: its figures, charts, column profiles and timings. */
package io.quarterdeck.cli.report;

/**
 * Microsoft's published models of the artefacts of Data Factory, limited to the subtypes that the
 * emulator runs. {@code tools/generate-datafactory-models} writes the facts.
 */
package io.quarterdeck.local.datafactory.model;

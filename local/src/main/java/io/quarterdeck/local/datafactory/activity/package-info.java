/** The activities that the emulator of Data Factory runs. */
package io.quarterdeck.local.datafactory.activity;

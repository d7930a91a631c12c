/** Creates, installs and deletes files and folders of the local stack. */
package io.quarterdeck.local.files;

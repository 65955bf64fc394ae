/** Topologies running in this JVM, and how much input they still have to process and commit. */
package org.pathline.run;

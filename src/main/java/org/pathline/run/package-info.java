/** Topologies running in this JVM, and how much input they still have to process and commit. */
@NullMarked
package org.pathline.run;

import org.jspecify.annotations.NullMarked;

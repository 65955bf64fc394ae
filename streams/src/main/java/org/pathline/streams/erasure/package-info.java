/** How erasures reach every task that knows of students, and what the tasks do then. */
@NullMarked
package org.pathline.streams.erasure;

import org.jspecify.annotations.NullMarked;

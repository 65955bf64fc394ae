/** Detail files of the National Student Clearinghouse's StudentTracker to rows of facts. */
@NullMarked
package org.pathline.imports.nsc;

import org.jspecify.annotations.NullMarked;

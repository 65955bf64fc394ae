/** When a task commits, and what it still does before: one touch of a store per key and commit. */
@NullMarked
package org.pathline.streams.commit;

import org.jspecify.annotations.NullMarked;

/** How old a result is: the time of the oldest new fact in it, from the publisher to the result. */
@NullMarked
package org.pathline.streams.ingest;

import org.jspecify.annotations.NullMarked;

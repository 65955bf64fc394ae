/** What is published, to its records and back: each record's form stands in one class. */
@NullMarked
package org.pathline.streams.wire;

import org.jspecify.annotations.NullMarked;

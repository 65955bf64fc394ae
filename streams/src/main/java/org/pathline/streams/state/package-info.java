/** What the stores hold: a student's state in bounded records, and which rules derived it. */
@NullMarked
package org.pathline.streams.state;

import org.jspecify.annotations.NullMarked;

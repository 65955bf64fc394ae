/** {@code pathline serve}: what stands at the latest cut, held ready for questions and the page. */
@NullMarked
package org.pathline.serve;

import org.jspecify.annotations.NullMarked;

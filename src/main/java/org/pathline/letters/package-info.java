/** Dead letters and rejections: reading them, and replaying the records that dead letters name. */
@NullMarked
package org.pathline.letters;

import org.jspecify.annotations.NullMarked;

/** Facts against their rules: what is good goes on, the rest becomes a rejection. */
@NullMarked
package org.pathline.streams.check;

import org.jspecify.annotations.NullMarked;

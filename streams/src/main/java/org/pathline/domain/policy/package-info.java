/** Which classroom policy is in force where and when. */
@NullMarked
package org.pathline.domain.policy;

import org.jspecify.annotations.NullMarked;

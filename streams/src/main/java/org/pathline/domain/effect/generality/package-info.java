/** For which schools an effect holds: how like the target the treated schools are. */
@NullMarked
package org.pathline.domain.effect.generality;

import org.jspecify.annotations.NullMarked;

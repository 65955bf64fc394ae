/** For which schools an effect holds: how like the target the treated schools are. */
package org.pathline.domain.effect.generality;

/** How outcomes move with measured sorting: an association, and no effect. */
package org.pathline.domain.effect.dose;

/** Which student an id stands for, given the links between ids that stand. */
package org.pathline.domain.identity;

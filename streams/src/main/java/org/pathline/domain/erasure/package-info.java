/** Which students are erased. */
package org.pathline.domain.erasure;

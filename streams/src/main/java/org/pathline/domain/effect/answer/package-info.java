/** The whole answer to what a policy did, as one function of question, cells and policies. */
@NullMarked
package org.pathline.domain.effect.answer;

import org.jspecify.annotations.NullMarked;

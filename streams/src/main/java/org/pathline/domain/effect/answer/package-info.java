/** The whole answer to what a policy did, as one function of question, cells and policies. */
package org.pathline.domain.effect.answer;

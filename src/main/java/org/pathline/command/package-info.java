/**
 * The subcommands of {@code pathline}, one class each; {@link org.pathline.Main} registers them.
 */
@NullMarked
package org.pathline.command;

import org.jspecify.annotations.NullMarked;

/**
 * The subcommands of {@code pathline}, one class each; {@link org.pathline.Main} registers them.
 */
package org.pathline.command;

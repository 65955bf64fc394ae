package org.pathline.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pathline rejections}: the facts that broke a rule. */
@Command(
    name = "rejections",
    subcommands = {
      RejectionsListCommand.class,
      RejectionsCountCommand.class,
      RejectionsShowCommand.class
    },
    synopsisSubcommandLabel = "[list | count | show]",
    description = {
      "Lists the rejections: facts that could be decoded and break a rule. Each names student, fact,"
          + " field, reason and source, in words for who published it.",
      "",
      "A rejected fact never counted. The publisher sends it anew, corrected; a rejection needs no"
          + " tidying up and is removed after 90 days. A rejection without a place says once that a"
          + " student, roster, cell or answer is set aside: see `pathline set-aside`.",
      "",
      "Rejections name students. Student-level data is for authorised systems and people."
    },
    footer = {
      "",
      "Examples:",
      "  pathline rejections --since 1d --reason INVALID_MARK",
      "  pathline rejections --student 4a7f",
      "  pathline rejections count",
      "  pathline rejections show pathline.grades.v1-0-123"
    })
public final class RejectionsCommand extends Subcommand {
  @Mixin private RejectionsListCommand list;

  @Override
  public Integer call() throws Exception {
    // Mixed in, it is of no command line of its own.
    list.spec = spec;
    return list.call();
  }
}

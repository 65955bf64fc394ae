package org.pathline.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code pathline dead-letters}: the records that could not be decoded, and what to do about them.
 */
@Command(
    name = "dead-letters",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersCountCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersReplayCommand.class
    },
    synopsisSubcommandLabel = "[list | count | show | replay]",
    description = {
      "Lists the dead letters: records that no topology could decode. Each is set aside with its"
          + " place, reason and bytes, and its neighbours are processed.",
      "",
      "Reasons: UNKNOWN_SCHEMA, the record names a schema that the registry does not have;"
          + " OTHER_RECORD_TYPE, a record of another kind lies in the topic; NULL_VALUE, a tombstone,"
          + " where a retraction is a fact with retracted = true; INTERNAL_ERROR, the program itself"
          + " failed, at the line that the letter names; UNDECODABLE, anything else.",
      "",
      "When the registry was mended, or the program learnt to read what a publisher sends, `replay`"
          + " sends the records again, each once. When the publisher was wrong, let the publisher send"
          + " the facts anew; a letter needs no tidying up and is removed after 90 days.",
      "",
      "A place is written as topic-partition-offset and is that of the bad record."
    },
    footer = {
      "",
      "Examples:",
      "  pathline dead-letters --since 2h",
      "  pathline dead-letters count",
      "  pathline dead-letters show pathline.grades.v1-0-123",
      "  pathline dead-letters replay --reason UNKNOWN_SCHEMA --dry-run"
    })
public final class DeadLettersCommand extends Subcommand {
  @Mixin private DeadLettersListCommand list;

  @Override
  public Integer call() throws Exception {
    // Mixed in, it is of no command line of its own.
    list.spec = spec;
    return list.call();
  }
}

package org.pathline.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.pathline.cluster.Home;

/** A prompt for SQL: statements end with a semicolon, and may take several lines. */
public final class SqlPrompt {
  private static final String WORDS =
      "select, from, where, group by all, order by, limit, join, using, sum(, count(*), avg(, as,"
          + " and, not, null, is, describe, show tables, copy, with, exit";

  private final Database database;
  private final Home home;
  private final Consumer<String> action;

  /**
   * Prompt over a database.
   *
   * @param home where the history is kept
   * @param action what is done with statements
   */
  public SqlPrompt(Database database, Home home, Consumer<String> action) {
    this.database = database;
    this.home = home;
    this.action = action;
  }

  /** Asks until the end of the input, or {@code exit}. */
  public void run(String cut) throws IOException {
    // The history may name students.
    home.make();
    try (Terminal terminal = TerminalBuilder.builder().build()) {
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .completer(completer())
              .variable(LineReader.HISTORY_FILE, home.directory().resolve("sql.history"))
              .option(LineReader.Option.CASE_INSENSITIVE, true)
              .build();
      terminal
          .writer()
          .println(
              "Cut "
                  + cut
                  + ". show tables; lists what there is, describe outcomes; what columns hold, Tab"
                  + " completes, exit ends.");
      StringBuilder pending = new StringBuilder();
      while (true) {
        String line;
        try {
          line = reader.readLine(pending.isEmpty() ? "pathline> " : "     ...> ");
        } catch (UserInterruptException e) {
          pending.setLength(0);
          continue;
        } catch (EndOfFileException e) {
          return;
        }
        String word = line.strip().toLowerCase(java.util.Locale.ROOT);
        if (pending.isEmpty()
            && (word.equals("exit") || word.equals("quit") || word.equals("\\q"))) {
          return;
        }
        pending.append(line).append('\n');
        if (isWhole(pending.toString())) {
          action.accept(pending.toString());
          pending.setLength(0);
        }
      }
    }
  }

  /** A blank line, or statements that end with a semicolon; a dot or backslash needs none. */
  private static boolean isWhole(String text) {
    String said = text.strip();
    return said.isEmpty() || said.endsWith(";") || said.startsWith("\\") || said.startsWith(".");
  }

  private Completer completer() {
    List<String> names = new ArrayList<>(List.of(WORDS.split(", ")));
    names.addAll(
        database.rows(
            "SELECT DISTINCT table_name FROM duckdb_columns() WHERE NOT internal UNION SELECT"
                + " column_name FROM duckdb_columns() WHERE NOT internal",
            row -> row.getString(1)));
    return new StringsCompleter(names);
  }

  /** Statements of a script; a semicolon in quotes or a comment ends none. */
  public static List<String> statements(String script) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < script.length(); i++) {
      char c = script.charAt(i);
      if (quote == 0 && script.startsWith("--", i)) {
        int end = script.indexOf('\n', i);
        i = end < 0 ? script.length() : end;
        statement.append('\n');
        continue;
      }
      if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      if (c == ';' && quote == 0) {
        statements.add(statement.toString());
        statement.setLength(0);
      } else {
        statement.append(c);
      }
    }
    statements.add(statement.toString());
    statements.removeIf(String::isBlank);
    return statements;
  }
}

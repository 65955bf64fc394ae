package org.pathline.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlPromptTest {
  @Test
  void semicolonsInQuotesAndCommentsEndNoStatement() {
    assertThat(SqlPrompt.statements("select ';' as \"a;b\"; -- not; here\nselect 2;;\n"))
        .containsExactly("select ';' as \"a;b\"", " \nselect 2");
  }

  @Test
  void aQuoteThatIsDoubledGoesOn() {
    assertThat(SqlPrompt.statements("select 'it''s; fine'; show tables"))
        .containsExactly("select 'it''s; fine'", " show tables");
  }
}

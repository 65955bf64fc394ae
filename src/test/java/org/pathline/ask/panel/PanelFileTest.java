package org.pathline.ask.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.topics.Unanswerable;

/** What analysts' files look like, and what is said where they cannot be used. */
class PanelFileTest {
  private static final PanelColumns PLAIN =
      new PanelColumns("state", "year", "first", "rate", null, List.of(), null, null);

  @TempDir private Path directory;

  private PanelFile read(PanelColumns columns, String... lines) throws IOException {
    Path file = directory.resolve("panel.csv");
    Files.write(file, List.of(lines));
    return PanelFile.read(file, columns, false);
  }

  private String refusal(PanelColumns columns, String... lines) {
    Throwable[] thrown = new Throwable[1];
    assertThatThrownBy(() -> read(columns, lines))
        .isInstanceOf(Unanswerable.class)
        .satisfies(e -> thrown[0] = e);
    return thrown[0].getMessage().replace(directory + "/", "");
  }

  @Test
  void rowsComeInAnyOrderWithQuotesAndDecimals() throws IOException {
    PanelFile file =
        read(
            PLAIN,
            "\"\",\"state\",\"year\",\"first\",\"rate\"",
            "\"2\",\"New York\",2001.0,2001.0,3.5",
            "\"1\",\"New York\",2000.0,2001.0,1.5",
            "\"3\",\"Utah\",2001,0,4e0",
            "\"4\",\"Utah\",2000,0,2");
    assertThat(file.rows()).isEqualTo(4);
    assertThat(file.panel().times()).containsExactly(2000, 2001);
    assertThat(file.panel().units()).extracting(PanelUnit::id).containsExactly("New York", "Utah");
    assertThat(file.panel().units()).extracting(PanelUnit::adopted).containsExactly(2001, 0);
    assertThat(file.panel().mean(0, 1)).isEqualTo(3.5);
  }

  @Test
  void neverIsWrittenInManyWays() throws IOException {
    for (String never : List.of("", "0", "NA", "NaN", "Inf", "never", "0.0", "NULL")) {
      assertThat(
              read(PLAIN, "state,year,first,rate", "a,2000," + never + ",1")
                  .panel()
                  .units()
                  .get(0)
                  .adopted())
          .as(never)
          .isEqualTo(PanelUnit.NEVER);
    }
  }

  @Test
  void zeroIsNotNeverWhereItIsATime() throws IOException {
    for (String times : List.of("-1 0 1", "0 1 2", "-2 -1 0", "-1 1 3")) {
      String[] lines = new String[4];
      lines[0] = "state,year,first,rate";
      for (int i = 1; i <= 3; i++) {
        lines[i] = "a," + times.split(" ")[i - 1] + ",0,1";
      }
      assertThat(refusal(PLAIN, lines)).as(times).contains("panel.csv:2: first: 0 may mean never");
      assertThat(
              read(PLAIN, String.join("\n", lines).replace(",0,1", ",never,1").split("\n")).rows())
          .isEqualTo(3);
    }
    assertThat(read(PLAIN, "state,year,first,rate", "a,1,0,1", "a,2,0,1").rows()).isEqualTo(2);
  }

  @Test
  void numbersHaveNoLetters() {
    for (String rate : List.of("0.497d", "0x1p-1", "1f", "1e", "--1", "1_000")) {
      assertThat(refusal(PLAIN, "state,year,first,rate", "a,2000,0," + rate))
          .contains("rate: '" + rate + "' is no finite number");
    }
    for (String year : List.of("2005F", "2005d", "0x7d5p0")) {
      assertThat(refusal(PLAIN, "state,year,first,rate", "a," + year + ",0,1"))
          .contains("year: '" + year + "' is no whole number");
    }
  }

  @Test
  void namesThatAreRepeatedMatterOnlyWhereTheyAreUsed() throws IOException {
    for (String header :
        List.of("district,state,year,first,rate,district", ",state,year,first,rate,")) {
      assertThat(read(PLAIN, header, "D,a,2000,0,1,D").rows()).as(header).isEqualTo(1);
    }
    assertThat(refusal(PLAIN, "state,year,first,rate,rate", "a,2000,0,1,1"))
        .contains("several columns 'rate'");
  }

  @Test
  void rowsWithAMissingValueAreLeftOutAndCounted() throws IOException {
    PanelFile file =
        read(
            PLAIN, "state,year,first,rate", "a,2000,0,1", "a,2001,0,NA", "b,2000,0,", "b,2001,0,2");
    assertThat(file.incomplete()).isEqualTo(2);
    assertThat(file.panel().size(0, 1)).isZero();
  }

  @Test
  void whatIsWrongIsSaidByLineAndColumn() {
    assertThat(
            refusal(
                PLAIN,
                "state,year,first,rate",
                "a,2000,0,1",
                "a,2000,0,2",
                "b,early,0,1",
                "c,2000,2001.5,1",
                "d,2000,0,much",
                "e,2000,2001,1",
                "e,2001,2002,1",
                ",2000,0,1"))
        .contains(
            "panel.csv:3: year: unit a has 2000 a second time (first on line 2); keep one row",
            "panel.csv:4: year: 'early' is no whole number, such as a year",
            "panel.csv:5: first: '2001.5' is no whole number",
            "panel.csv:6: rate: 'much' is no finite number",
            "panel.csv:8: first: changes within unit e (line 7 has another value); give all rows of"
                + " a unit the first time at which it is under the policy",
            "panel.csv:9: state: is empty; give every row its unit");
  }

  @Test
  void weightsCovariatesAndClustersStayTheSameWithinAUnit() {
    PanelColumns all =
        new PanelColumns("state", "year", "first", "rate", "w", List.of("x"), "region", null);
    String header = "state,year,first,rate,w,x,region";
    assertThat(refusal(all, header, "a,2000,0,1,1,1,n", "a,2001,0,1,2,1,n"))
        .contains("panel.csv:3: w: changes within unit a");
    assertThat(refusal(all, header, "a,2000,0,1,1,1,n", "a,2001,0,1,1,2,n"))
        .contains("panel.csv:3: x: changes within unit a");
    assertThat(refusal(all, header, "a,2000,0,1,1,1,n", "a,2001,0,1,1,1,s"))
        .contains("panel.csv:3: region: changes within unit a");
    assertThat(refusal(all, header, "a,2000,0,1,0,1,n"))
        .contains("panel.csv:2: w: is 0.0; a weight is above 0");
  }

  @Test
  void aMissingColumnIsNamedBesideThoseThatAreThere() {
    assertThat(refusal(PLAIN, "unit,year,first,rate", "a,2000,0,1"))
        .isEqualTo("panel.csv: there is no column 'state'; there are unit year first rate");
    assertThat(refusal(PLAIN, "state,year,first,rate")).contains("has no rows below its header");
    assertThatThrownBy(() -> PanelFile.read(directory.resolve("none.csv"), PLAIN, false))
        .hasMessageContaining("there is no file");
  }

  @Test
  void minusOneIsNeverUnlessItMayBeATime() throws IOException {
    for (String never : List.of("-1", "-1.0", "0", "never", "")) {
      PanelFile file =
          read(PLAIN, "state,year,first,rate", "a,2000," + never + ",1", "b,2000,2001,1");
      assertThat(file.panel().units().get(0).everAdopts()).as(never).isFalse();
    }
    assertThat(refusal(PLAIN, "state,year,first,rate", "a,-2,-1,1", "a,0,-1,1"))
        .contains("panel.csv:2: first: -1 may mean never or the time -1");
    assertThat(refusal(PLAIN, "state,year,first,rate", "a,-1,-1,1", "b,1,0,1"))
        .contains("panel.csv:2: first: -1 may mean never")
        .contains("panel.csv:3: first: 0 may mean never");
    assertThat(refusal(PLAIN, "state,year,first,rate", "a,0,0,1", "b,1,-1,1"))
        .contains("panel.csv:2: first: 0 may mean never")
        .doesNotContain("-1");
  }

  @Test
  void semicolonsAndTabsSeparateWithDecimalCommas() throws IOException {
    PanelFile plain = read(PLAIN, "state,year,first,rate", "a,2000,0,1.5", "b,2000,2001,-0.25");
    PanelFile semicolons =
        read(PLAIN, "state;year;first;rate", "a;2000;0;1,5", "b;2000;2001;-0,25");
    PanelFile tabs =
        read(PLAIN, "state\tyear\tfirst\trate", "a\t2000\t0\t1.5", "b\t2000\t2001\t-0.25");
    PanelFile bars = read(PLAIN, "state|year|first|rate", "a|2000|0|1,5", "b|2000|2001|-0,25");
    PanelFile named =
        read(PLAIN, "sep=;", "state;year;first;rate;n, of", "a;2000;0;1,5;x", "b;2000;2001;-0,25;");
    for (PanelFile each : List.of(semicolons, tabs, bars, named)) {
      assertThat(each.panel()).usingRecursiveComparison().isEqualTo(plain.panel());
    }
    assertThat(refusal(PLAIN, "state;year;first;rate", "a;2000;0;1,5,2"))
        .contains("panel.csv:2: rate: '1,5,2' is no finite number");
    assertThat(refusal(PLAIN, "sep=;", "state;year;first;rate", "a;2000;0;x"))
        .contains("panel.csv:3: rate: 'x' is no finite number");
  }

  @Test
  void aPointBesideDecimalCommasMayBeOneOfThousands() throws IOException {
    assertThat(refusal(PLAIN, "state;year;first;rate", "a;2000;0;0,497", "b;2000;2001;1.234"))
        .contains("panel.csv:3: some numbers have a comma (line 2) and some a point (line 3)");
    assertThat(read(PLAIN, "state;year;first;rate", "a;2000;0;0.5", "b;2000.0;2001;1.234").rows())
        .isEqualTo(2);
    assertThat(read(PLAIN, "state;year;first;rate;x.y", "a;2000;0;0,5;1.5").rows()).isOne();
  }

  @Test
  void textIsReadAsExportsWriteItAndWhatIsNoTextIsRefused() throws IOException {
    String rows = "state,year,first,rate\nÅland,2000,0,1\nØsterbro,2000,2001,2\n";
    for (String charset : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE")) {
      for (String mark : List.of("", "\uFEFF")) {
        Path file = directory.resolve("text.csv");
        Files.write(file, (mark + rows).getBytes(Charset.forName(charset)));
        assertThat(PanelFile.read(file, PLAIN, false).panel().units())
            .as(charset)
            .extracting(PanelUnit::id)
            .containsExactly("Åland", "Østerbro");
      }
    }
    Path file = directory.resolve("text.csv");
    Files.write(file, rows.getBytes(Charset.forName("windows-1252")));
    assertThatThrownBy(() -> PanelFile.read(file, PLAIN, false))
        .hasMessageContaining("text.csv:2: state: holds bytes that are not UTF-8");
  }

  @Test
  void unitsOfWhichNoRowIsCompleteAreNamedAndAFileOfNoneIsRefused() throws IOException {
    PanelFile file =
        read(
            PLAIN,
            "state,year,first,rate",
            "a,2000,0,1",
            "a,2001,0,NA",
            "b,2000,2001,",
            "b,2001,2001,NaN");
    assertThat(file.incomplete()).isEqualTo(3);
    assertThat(file.incompleteUnits()).containsExactly("b");
    assertThat(refusal(PLAIN, "state,year,first,rate", "a,2000,0,NA", "b,2000,2001,"))
        .contains("in each of its 2 rows a value is missing");
  }

  @Test
  void aRowOfOtherLengthIsSaidToBeOne() {
    assertThat(refusal(PLAIN, "state,year,first,rate", "a,2000,0,1", "a,2001,0"))
        .contains("panel.csv")
        .containsPattern("3 fields|Record 3 has");
  }

  @Test
  void emptyLinesBeforeTheHeaderAreNone() throws IOException {
    assertThat(read(PLAIN, "", "  ", "state,year,first,rate", "", "a,2000,0,1").rows()).isOne();
    assertThat(refusal(PLAIN, "", "state,year,first,rate", "", "a,2000,0,x"))
        .contains("panel.csv:4: rate");
  }

  @Test
  void numbersWhoseSquaresAreNoneAreRefused() {
    for (String number : List.of("1e200", "-1e308", "1e51")) {
      assertThat(refusal(PLAIN, "state,year,first,rate", "a,2000,0," + number))
          .contains("panel.csv:2: rate: '" + number + "' is too large to be reckoned with");
    }
    assertThat(refusal(PLAIN, "state,year,first,rate", "a,2000,0,1e400"))
        .contains("'1e400' is no finite number");
  }

  @Test
  void aUnitIsNoWordForNothing() {
    for (String word : List.of("NA", "null", "#N/A", "None", "-")) {
      assertThat(refusal(PLAIN, "state,year,first,rate", "a,2000,0,1", word + ",2000,0,1"))
          .contains("panel.csv:3: state: '" + word + "' is a word for nothing");
    }
  }
}

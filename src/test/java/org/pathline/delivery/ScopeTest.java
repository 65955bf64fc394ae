package org.pathline.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.UnusableArgument;

class ScopeTest {
  @Test
  void aScopeIsReadInSeveralSpellings() {
    Scope scope =
        Scope.parse(
            "source=sis-D01,topic=grades|outside_courses,districtId=D1|D2,school-year=2015");
    assertThat(scope.topics()).containsExactly(FactType.GRADES, FactType.OUTSIDE_COURSES);
    assertThat(scope.districts()).containsExactly("D1", "D2");
    assertThat(scope.schoolYears()).containsExactly(2015);
    assertThat(Scope.parse(scope.text())).isEqualTo(scope);
    assertThat(Scope.parse("SOURCE=x").topics()).hasSize(FactType.values().length);
    assertThat(Scope.parse("source=x,topic=grades,topic=sections").topics()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "topic=grades;names no source",
        "sis;'sis' is not NAME=VALUE",
        "source=;names no value",
        "source=a|b;one source",
        "source=a,source=b;one source",
        "source=a,topic=marks;'marks' is no topic; topics are students",
        "source=a,year=15;'15' is not the calendar year",
        "source=a,school=M1;none of source, topic, district, year",
      })
  void whatIsNoScopeIsExplained(String text, String why) {
    assertThatThrownBy(() -> Scope.parse(text))
        .isInstanceOf(UnusableArgument.class)
        .hasMessageContaining(why)
        .hasMessageContaining("source=ID");
  }
}

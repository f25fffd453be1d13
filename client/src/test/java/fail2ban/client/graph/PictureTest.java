package fail2ban.client.graph;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class PictureTest {

  private static Plot plot(String title, int steps) {
    var values = new ArrayList<Double>();
    for (int step = 0; step < steps; step++) {
      values.add(step % 10 == 3 ? Double.NaN : step * 1.5);
    }
    List<Curve> curves =
        List.of(
            new Curve("failures", values), new Curve("bans", values), new Curve("banned", values));
    return new Plot(title, Instant.ofEpochSecond(1_800_000_000), Duration.ofMinutes(1), curves);
  }

  @Test
  void whateverAJailIsCalledThePictureIsSoundXml() throws Exception {
    String svg = SvgPicture.of(plot("<script>\"&'\u0000\ud800 ]]>", 1440), ZoneOffset.UTC);
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getElementsByTagName("script").getLength()).isZero();
    assertThat(document.getElementsByTagName("path").getLength()).isGreaterThan(3);
    assertThat(svg).doesNotContain("NaN");
  }

  @Test
  void aTerminalGetsNoMoreThanFits() {
    for (boolean unicode : List.of(true, false)) {
      List<String> lines = TerminalPicture.of(plot("ssh", 1000), ZoneOffset.UTC, 60, unicode);
      assertThat(lines).allMatch(line -> line.length() <= 60).hasSizeGreaterThan(15);
      assertThat(String.join("", lines).chars().allMatch(it -> it < 128)).isEqualTo(!unicode);
    }
  }

  @Test
  void fewStepsAreDrawnAsWell() {
    assertThat(TerminalPicture.of(plot("ssh", 1), ZoneOffset.UTC, 20, true)).isNotEmpty();
    assertThat(SvgPicture.of(plot("ssh", 1), ZoneOffset.UTC)).endsWith("</svg>\n");
  }

  @Test
  void whatIsNoHistoryIsNotDrawn() {
    assertThat(Plot.of("x", Value.text("none"))).isEmpty();
    assertThat(Plot.of("x", new Value.Mapping(Map.of()))).isEmpty();
  }

  @Test
  void axesEndAtRoundNumbers() {
    assertThat(Scale.reaching(0).top()).isEqualTo(1);
    assertThat(Scale.reaching(3).top()).isEqualTo(5);
    assertThat(Scale.reaching(10_001).top()).isEqualTo(20_000);
    assertThat(Scale.shown(1_250_000)).isEqualTo("1.3M");
  }
}

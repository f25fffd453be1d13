package fail2ban.client.hostile;

import fail2ban.client.samples.ExpectedFailure;
import fail2ban.client.samples.SampleCase;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleFilter;
import fail2ban.client.samples.SampleLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a stranger may choose who knows the filters and how the daemon logs. Immutable.
 *
 * @param texts each once
 */
public record HostileTexts(List<String> texts) {

  private static final int MOST_FAKES = 120;
  private static final int MOST_KEYWORDS = 60;

  /** What ends the place that a fake line is put in; nothing most of the time. */
  private static final List<String> ENDS =
      List.of("", "", "x ", "\"", "x\" ", "'", "]", "x) ", ">", "x\n", "\\", ", ");

  public HostileTexts {
    texts = List.copyOf(texts);
  }

  /**
   * For all lines of a file.
   *
   * @param filters that its lines go through
   */
  public static HostileTexts of(SampleFile file, Collection<SampleFilter> filters) {
    Set<String> texts = new LinkedHashSet<>(CommonTexts.all());
    List<String> fakes = some(FakeLines.of(file), MOST_FAKES);
    for (int index = 0; index < fakes.size(); index++) {
      texts.add(ENDS.get(index % ENDS.size()) + fakes.get(index));
    }
    Set<String> keywords = new LinkedHashSet<>();
    filters.forEach(filter -> keywords.addAll(Keywords.of(filter.rules())));
    for (String keyword : some(List.copyOf(keywords), MOST_KEYWORDS)) {
      texts.add(keyword + Planted.V4);
      texts.add("x" + keyword + " " + Planted.V6 + " ");
      texts.add("x " + keyword + " from [" + Planted.V4 + "]: " + keyword);
    }
    return new HostileTexts(List.copyOf(texts));
  }

  /** Spread over the whole list. */
  private static List<String> some(List<String> all, int most) {
    int stride = Math.max(1, (all.size() + most - 1) / most);
    var some = new ArrayList<String>();
    for (int index = 0; index < all.size(); index += stride) {
      some.add(all.get(index));
    }
    return some;
  }

  /** All of them, and those that end the line just as it ends, with the address of another. */
  List<String> in(SampleCase sample, SampleLine line, SampleLine.Part part) {
    String original = line.text().substring(part.start(), part.end());
    var all = new ArrayList<>(texts);
    all.addAll(LongTexts.at(line.number() + part.start()));
    String rest = line.text().substring(part.end());
    for (ExpectedFailure failure : sample.failures()) {
      for (String planted : List.of(Planted.V4, Planted.V6)) {
        String end = rest.replace(failure.id(), planted);
        String whole = line.text().replace(failure.id(), planted);
        all.add(original + end);
        all.add(original + end + " ");
        all.add(original + "\n" + whole);
        all.add(whole);
      }
    }
    return all;
  }
}

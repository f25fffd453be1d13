package fail2ban.engine.date;

/**
 * How often one date form was found.
 *
 * @param name the form as operators see it
 * @param pattern as the administrator wrote it, empty for special forms
 * @param regex the regular expression behind it
 * @param weight its current weight in the order of trying
 * @param baseWeight the weight before hits and distance count
 */
public record TemplateHits(
    String name, String pattern, String regex, int hits, double weight, double baseWeight) {}

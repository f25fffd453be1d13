package fail2ban.server.page.geo;

/**
 * What is known of where an address is.
 *
 * @param country two letters, or empty
 * @param countryName in English, or empty
 * @param network the name of whoever runs it, or empty
 */
public record Whereabouts(String country, String countryName, String network) {

  public static final Whereabouts UNKNOWN = new Whereabouts("", "", "");
}

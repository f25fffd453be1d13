package fail2ban.engine.jail;

/** A ban in force and where it stands among the others. */
public record PlacedBan(BanPlace place, Ban ban) {}

package fail2ban.server.page.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Certificate and key as other servers have them.
 *
 * @param certificates PEM, our own first
 * @param key PEM, PKCS #8, not encrypted: what {@code openssl genpkey} writes
 */
public record TlsFiles(Path certificates, Path key) {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  SSLContext context() throws IOException {
    var nothing = new char[0];
    try {
      Certificate[] chain =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates)))
              .toArray(Certificate[]::new);
      if (chain.length == 0) {
        throw new IOException(certificates + " holds no certificate");
      }
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      String algorithm = chain[0].getPublicKey().getAlgorithm();
      store.setKeyEntry("page", privateKey(algorithm), nothing, chain);
      var keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, nothing);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(certificates + " and " + key + ": " + e.getMessage(), e);
    }
  }

  private PrivateKey privateKey(String algorithm) throws IOException, GeneralSecurityException {
    String text = Files.readString(key, StandardCharsets.US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IOException(
          key + " holds no key that begins with " + BEGIN + " (openssl pkcs8 -topk8 -nocrypt)");
    }
    byte[] bytes =
        Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end).strip());
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
  }
}

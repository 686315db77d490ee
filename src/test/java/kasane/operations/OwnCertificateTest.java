package kasane.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import kasane.testing.Promise;
import kasane.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server with a certificate of its own speaks TLS and nothing else, and everything it gives a browser says so. */
@Tag("smoke")
@Promise("P12")
class OwnCertificateTest {

    private Path place;

    @BeforeEach
    void openPlace() throws IOException {
        Path parent = TestPostgres.binaries().resolveSibling("certificates");
        Files.createDirectories(parent);
        place = Files.createTempDirectory(parent, "test-");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void deletePlace() throws IOException {
        try (Stream<Path> content = Files.walk(place)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Test
    void a_server_with_a_certificate_speaks_tls_alone() throws Exception {
        KeyStore store = certificate();
        Path certificate = pem(
                "certificate.pem", "CERTIFICATE", store.getCertificate("kasane").getEncoded());
        Path key = pem(
                "key.pem",
                "PRIVATE KEY",
                store.getKey("kasane", "changeit".toCharArray()).getEncoded());
        Path data = place.resolve("town");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run("serve", "--port", "0", "--certificate", certificate.toString()),
                "--certificate and --key belong together");
        CommandLineTest.refusedInOneLine(
                CommandLineTest.run(
                        "serve", "--port", "0", "--certificate", certificate.toString(), "--key", data + "/none"),
                "cannot read");
        try (Running server = Running.start(
                place,
                "serve",
                "--port",
                "0",
                "--data",
                data.toString(),
                "--certificate",
                certificate.toString(),
                "--key",
                key.toString())) {
            String url = server.line("Kasane is ready: https://").substring("Kasane is ready: ".length());
            CookieManager jar = new CookieManager();
            HttpClient browser = HttpClient.newBuilder()
                    .sslContext(trusting(store))
                    .cookieHandler(jar)
                    .build();
            HttpResponse<String> answer = browser.send(
                    HttpRequest.newBuilder(URI.create(url + "/login")).GET().build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isIn("TLSv1.3", "TLSv1.2");
            assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
                    .startsWith("max-age=31536000");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("; Secure", "; HttpOnly"));
            HttpResponse<String> plain = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(url.replace("https:", "http:") + "/login"))
                                    .GET()
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(plain.statusCode()).isEqualTo(400);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(URI.create(url + "/login"))
                                            .GET()
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString()))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    private KeyStore certificate() throws Exception {
        Path file = place.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "kasane",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        return store;
    }

    private Path pem(String name, String kind, byte[] content) throws IOException {
        return Files.writeString(
                place.resolve(name),
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                        + "-----\n");
    }

    private static SSLContext trusting(KeyStore store) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("kasane", store.getCertificate("kasane"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

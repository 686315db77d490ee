package kasane.operations.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import kasane.testing.Promise;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes over the line to a mail server, and that nothing goes in the clear unless the town says so. */
@Tag("rules")
@Promise("F11")
class SmtpTest {

    /** A mail server that says yes to everything and knows no TLS; it hears one mail. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<String> heard = new ArrayList<>();
        private final Thread thread = Thread.ofVirtual().start(this::listen);

        Server() throws IOException {}

        private void listen() {
            try (Socket client = socket.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                OutputStream out = client.getOutputStream();
                say(out, "220 mihon");
                boolean data = false;
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    heard.add(line);
                    if (data) {
                        if (line.equals(".")) {
                            data = false;
                            say(out, "250 ok");
                        }
                    } else if (line.startsWith("DATA")) {
                        data = true;
                        say(out, "354 go on");
                    } else if (line.startsWith("QUIT")) {
                        say(out, "221 bye");
                        return;
                    } else {
                        say(out, "250 ok");
                    }
                }
            } catch (IOException e) {
                heard.add("broken off");
            }
        }

        private static void say(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        List<String> heard() throws InterruptedException {
            thread.join();
            return heard;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static Smtp smtp(Server server, boolean tls) {
        return new Smtp(new MailSettings(
                "127.0.0.1",
                server.socket.getLocalPort(),
                "kasane@machi.example",
                "https://kasane.example",
                tls,
                "",
                ""));
    }

    @Test
    void the_mail_goes_out_as_it_was_written() throws Exception {
        try (Server server = new Server()) {
            smtp(server, false).send("mihon@shokuba.example", "お知らせ", "期限切れ 1");
            List<String> heard = server.heard();
            assertThat(heard).contains("MAIL FROM:<kasane@machi.example>", "RCPT TO:<mihon@shokuba.example>");
            assertThat(heard).anyMatch(line -> line.startsWith("Auto-Submitted: auto-generated"));
            assertThat(heard).anyMatch(line -> line.startsWith("Subject: =?UTF-8?"));
            assertThat(heard).anyMatch(line -> line.equals("EHLO kasane"));
        }
    }

    @Test
    void without_encryption_nothing_is_sent_unless_the_town_says_so() throws Exception {
        try (Server server = new Server()) {
            assertThatThrownBy(() -> smtp(server, true).send("mihon@shokuba.example", "お知らせ", "期限切れ 1"))
                    .isInstanceOf(IOException.class);
            assertThat(server.heard()).noneMatch(line -> line.startsWith("MAIL FROM"));
        }
    }

    @Test
    void a_server_without_a_sender_or_an_address_is_refused_at_the_start() {
        assertThatThrownBy(() -> new MailSettings("mail.example", 587, "", "", true, "", ""))
                .hasMessageContaining("KASANE_MAIL_FROM");
        assertThat(new MailSettings("mail.example", 587, "a@b.jp", "https://x", true, "u", "geheim").toString())
                .doesNotContain("geheim");
    }
}

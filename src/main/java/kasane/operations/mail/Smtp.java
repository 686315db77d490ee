package kasane.operations.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import kasane.tasks.Postbox;

/** メールの送り口: the one class that opens a connection to a mail server. */
final class Smtp implements Postbox {

    private static final String PATIENCE = "10000";

    private final MailSettings settings;
    private final Session session;

    Smtp(MailSettings settings) {
        this.settings = settings;
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", "smtp");
        properties.put("mail.smtp.host", settings.host());
        properties.put("mail.smtp.port", Integer.toString(settings.port()));
        properties.put("mail.smtp.auth", Boolean.toString(!settings.user().isEmpty()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(settings.tls()));
        properties.put("mail.smtp.starttls.required", Boolean.toString(settings.tls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", PATIENCE);
        properties.put("mail.smtp.timeout", PATIENCE);
        properties.put("mail.smtp.writetimeout", PATIENCE);
        // Otherwise the name of the machine would stand in every mail.
        properties.put("mail.smtp.localhost", "kasane");
        properties.put("mail.mime.address.strict", "true");
        this.session = Session.getInstance(properties);
    }

    @Override
    public String home() {
        return settings.home();
    }

    @Override
    public void send(String to, String subject, String text) throws IOException {
        try {
            MimeMessage message = new MimeMessage(session);
            message.setFrom(new InternetAddress(settings.from(), true));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setHeader("Auto-Submitted", "auto-generated");
            if (settings.user().isEmpty()) {
                Transport.send(message);
            } else {
                Transport.send(message, settings.user(), settings.password());
            }
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }
}

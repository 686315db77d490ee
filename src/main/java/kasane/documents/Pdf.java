package kasane.documents;

import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.CacheStore;
import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import org.springframework.stereotype.Component;

/**
 * 印刷: XHTML of a sheet to PDF, with all fonts inside the file. Two are made at a time and twenty wait; whoever comes
 * after that is told to come again, so that printing never takes the server from those who write.
 */
@Component
public class Pdf {

    private static final String LINK = "<link rel=\"stylesheet\" href=\"/css/sheet.css\"/>";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FSDefaultCacheStore metrics = new FSDefaultCacheStore();
    private final Duration patience;
    private final ThreadPoolExecutor printers;

    /** The one engine of the server. */
    public Pdf() {
        this(2, 20, PATIENCE);
    }

    Pdf(int threads, int waiting, Duration patience) {
        com.openhtmltopdf.util.XRLog.listRegisteredLoggers()
                .forEach(logger -> com.openhtmltopdf.util.XRLog.setLevel(logger, Level.SEVERE));
        this.patience = patience;
        this.printers = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("documents-", 1).factory());
        printers.allowCoreThreadTimeOut(true);
    }

    /**
     * The PDF of one XHTML document.
     *
     * @throws DocumentsBusy when the queue is full or the time is up
     */
    public byte[] of(String xhtml) {
        return within(() -> make(styled(Printable.html(xhtml))));
    }

    byte[] within(Callable<byte[]> work) {
        Future<byte[]> future;
        try {
            future = printers.submit(work);
        } catch (RejectedExecutionException e) {
            throw new DocumentsBusy("the queue of sheets is full");
        }
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new DocumentsBusy("a sheet took too long");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new DocumentsBusy("interrupted");
        } catch (ExecutionException e) {
            // The cause may quote the document; its class is enough for a log.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(
                    "A sheet cannot be made: " + cause.getClass().getName());
        }
    }

    private byte[] make(String xhtml) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 17);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        font(builder, "BIZ UDPGothic", "BIZUDPGothic-Regular", 400);
        font(builder, "BIZ UDPGothic", "BIZUDPGothic-Bold", 700);
        font(builder, "Noto Sans JP", "NotoSansJP-Regular", 400);
        font(builder, "Noto Sans JP", "NotoSansJP-Bold", 700);
        font(builder, "DejaVu Sans", "DejaVuSans", 400);
        font(builder, "DejaVu Sans", "DejaVuSans-Bold", 700);
        builder.useCacheStore(CacheStore.PDF_FONT_METRICS, metrics);
        // Nothing is ever fetched: the one style sheet stands in the document, every address is refused.
        builder.useUriResolver((base, uri) -> null);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useFastMode();
        builder.withProducer("Kasane");
        builder.withHtmlContent(xhtml, "kasane:/");
        builder.toStream(out);
        builder.run();
        return out.toByteArray();
    }

    private static void font(PdfRendererBuilder builder, String family, String file, int weight) {
        builder.useFont(() -> resource("/fonts/" + file + ".ttf"), family, weight, FontStyle.NORMAL, true);
    }

    private static InputStream resource(String path) {
        InputStream in = Pdf.class.getResourceAsStream(path);
        if (in == null) {
            throw new UncheckedIOException(new IOException("not on the class path: " + path));
        }
        return in;
    }

    /** The document with the style sheet inside it. */
    private static String styled(String xhtml) {
        return xhtml.replace(LINK, "<style>/*<![CDATA[*/" + Style.TEXT + "/*]]>*/</style>");
    }

    /** Read once, when the first sheet is made. */
    private static final class Style {
        private static final String TEXT = read();

        private static String read() {
            try (InputStream in = resource("/static/css/sheet.css")) {
                String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                // What is for the screen uses words that the engine does not know.
                int screen = all.indexOf("@media screen");
                return screen < 0 ? all : all.substring(0, screen);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @PreDestroy
    void close() {
        printers.shutdownNow();
    }
}

package kasane.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kasane.documents.DocumentsBusy;
import kasane.gate.NotVisible;
import kasane.settings.Town;
import kasane.ui.Frame;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Calm Japanese pages for whatever goes wrong: never a stack trace, never a value of the record. */
@ControllerAdvice
class ErrorPages {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ScreenWriter screens;
    private final Town town;

    ErrorPages(ScreenWriter screens, Town town) {
        this.screens = screens;
        this.town = town;
    }

    /** Not visible is not found: an id of somebody else's record looks exactly like no record, or like none at all. */
    @ExceptionHandler({
        NotVisible.class,
        NoResourceFoundException.class,
        MethodArgumentTypeMismatchException.class,
        MissingServletRequestParameterException.class,
    })
    void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screens.send("ui/error/not-found", frame("ページが見つかりません", request, response), null, 404, response);
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    void method(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screens.send("ui/error/method", frame("この操作はできません", request, response), null, 405, response);
    }

    @ExceptionHandler(InvalidParameterException.class)
    void unreadableForm(InvalidParameterException cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (cause.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
            tooLarge(request, response);
        } else {
            unreadable(request, response);
        }
    }

    @ExceptionHandler({MaxUploadSizeExceededException.class})
    void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screens.send("ui/error/too-large", frame("大きすぎます", request, response), null, 413, response);
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        HttpMediaTypeNotSupportedException.class,
        MultipartException.class
    })
    void unreadable(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screens.send("ui/error/unreadable", frame("読み取れませんでした", request, response), null, 400, response);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        CannotGetJdbcConnectionException.class,
        DataAccessResourceFailureException.class
    })
    void unavailable(Exception cause, HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.warn("the database cannot be reached: {}", cause.getClass().getSimpleName());
        response.setHeader("Retry-After", "30");
        if (carriesTyping(request)) {
            unsent(
                    "ただいま使えません",
                    503,
                    "記録を置いている場所（データベース）に、いまつながりません。少し待つと戻ることがほとんどです。",
                    "1分ほど待ってから「もう一度送る」を押してください。続くときはシステムの担当へ知らせてください。",
                    request,
                    response);
            return;
        }
        screens.send("ui/error/unavailable", Frame.plain("ただいま使えません", town.name()), null, 503, response);
    }

    @ExceptionHandler(DocumentsBusy.class)
    void busy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "30");
        screens.send("ui/error/unavailable", frame("ただいま混み合っています", request, response), null, 503, response);
    }

    @ExceptionHandler(DataAccessException.class)
    void refusedByDatabase(DataAccessException cause, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (SqlStates.hidden(cause)) {
            notFound(request, response);
        } else if (SqlStates.connectionLost(cause)) {
            unavailable(cause, request, response);
        } else {
            unexpected(cause, request, response);
        }
    }

    @ExceptionHandler(Exception.class)
    void unexpected(Exception cause, HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] bytes = new byte[4];
        RANDOM.nextBytes(bytes);
        String reference = HexFormat.of().withUpperCase().formatHex(bytes);
        // The message of an exception can hold a value; the class and the stack cannot.
        log.error("unexpected failure {} {}", reference, SqlStates.withoutValues(cause));
        if (carriesTyping(request)) {
            unsent(
                    "思わぬエラー",
                    500,
                    "思わぬことが起き、最後まで進めませんでした。操作のまちがいではありません。途中までの変更は取り消しました。",
                    "もう一度送っても同じときは、番号 " + reference + " をシステムの担当へ伝えてください。番号だけで調べられます。",
                    request,
                    response);
            return;
        }
        screens.sendUnexpected(frame("思わぬエラー", request, response), reference, response);
    }

    /** A sign-in carries a password, and a draft belongs to a page that is still open: neither is shown again. */
    private static boolean carriesTyping(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("POST")
                && !path.startsWith("/login")
                && !path.startsWith("/drafts/")
                && request.getHeader("HX-Request") == null;
    }

    /** Nothing typed is lost: the page holds it and offers to send it again, without the database. */
    private void unsent(
            String title,
            int status,
            String happened,
            String next,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Map<String, List<String>> typed = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                typed.put(name, List.of(values));
            }
        });
        String query = request.getQueryString();
        Frame frame = frame(title, request, response);
        screens.send(
                "access/web/unsent",
                frame,
                new UnsentPages.Unsent(
                        happened,
                        next,
                        frame.csrfToken(),
                        request.getRequestURI() + (query == null ? "" : "?" + query),
                        typed),
                status,
                response);
    }

    private Frame frame(String title, HttpServletRequest request, HttpServletResponse response) {
        return screens.frame(title, request, response);
    }
}

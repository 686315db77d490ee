package kasane.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import kasane.documents.DocumentsBusy;
import kasane.gate.NotVisible;
import kasane.settings.Town;
import kasane.ui.Frame;
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

    /** Not visible is not found: an id of somebody else's record looks exactly like no record. */
    @ExceptionHandler({
        NotVisible.class,
        NoResourceFoundException.class,
        MethodArgumentTypeMismatchException.class,
    })
    void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screens.send("ui/error/not-found", frame("ページが見つかりません", request, response), null, 404, response);
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    void method(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screens.send("ui/error/method", frame("この操作はできません", request, response), null, 405, response);
    }

    @ExceptionHandler({MaxUploadSizeExceededException.class})
    void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        screens.send("ui/error/too-large", frame("大きすぎます", request, response), null, 413, response);
    }

    @ExceptionHandler({
        HttpMessageNotReadableException.class,
        MissingServletRequestParameterException.class,
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
        screens.sendUnexpected(frame("思わぬエラー", request, response), reference, response);
    }

    private Frame frame(String title, HttpServletRequest request, HttpServletResponse response) {
        return screens.frame(title, request, response);
    }
}

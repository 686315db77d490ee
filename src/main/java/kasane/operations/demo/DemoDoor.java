package kasane.operations.demo;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/** 準備中: while the stories are told the clock is not the wall's, so nobody else is served. */
final class DemoDoor extends OncePerRequestFilter {

    /** The header that those who tell carry. */
    static final String KEY = "Kasane-Story";

    private volatile String key = "";

    /** Closes the door to everybody but those who carry the key. */
    String close() {
        key = UUID.randomUUID().toString();
        return key;
    }

    void open() {
        key = "";
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (key.isEmpty() || key.equals(request.getHeader(KEY))) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setHeader("Retry-After", "5");
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write("かさね市を準備しています。少し待ってから、もう一度開いてください。\n".getBytes(StandardCharsets.UTF_8));
    }
}

package io.heliograph.content;

/**
 * The body of a request, as the upload of it steers it. It lives on one thread, on which it tells
 * the upload what comes.
 */
public interface UploadBody {
  /** How many bytes the client says that it sends; 0 when it says nothing that makes sense. */
  long declaredBytes();

  /**
   * Begins to tell an upload what comes, until it is {@link #over}. Called once, on the thread that
   * asked for the upload.
   */
  void sendTo(Upload upload);

  /** Lets no more come for now. Called on the thread of the body, also when it waits already. */
  void pause();

  /** Lets more come. Called on any thread, also when it does not wait. */
  void resume();

  /** Nothing is wanted any more. Called once, on any thread; what still comes is discarded. */
  void over();
}

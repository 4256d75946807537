;; a file
(defun f (x)
  (let ((y 1))
    (+ x y)))
(defvar *a* 1)

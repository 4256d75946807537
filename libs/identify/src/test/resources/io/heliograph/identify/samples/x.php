<?php
echo "hello";
$a = array(1, 2);

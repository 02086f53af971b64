"""How would these words read in simplified characters? For the few words that frame a page.

    >>> simplified("來源：北嶺日報")
    '来源：北嶺日报'

Sign for sign, so that offsets stay; only the signs our tables of words are made of are here, and
only to compare by: no text is changed.
"""

from __future__ import annotations

_PAIRS = (
    "來来 資资 聞闻 責责 編编 輯辑 審审 覈核 對对 統统 籌筹 監监 製制 轉转 發发 圖图 糾纠 錯错 "
    "掃扫 碼码 長长 維维 關关 載载 戶户 眾众 號号 體体 點点 擊击 閱阅 讀读 瀏浏 覽览 評评 論论 "
    "參参 與与 輸输 頁页 條条 頂顶 權权 聲声 經经 許许 別别 鄭郑 風风 險险 鏈链 報报 專专 題题 "
    "熱热 門门 視视 頻频 歡欢 為为 網网 記记 攝摄 時时 間间 佈布 僅仅 內内 無无 觀观 傳传 "
    "處处 貼贴 訊讯 據据 綜综 導导"
)
"""Traditional and simplified, pair by pair."""

_SIMPLIFIED = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}


def simplified(text: str) -> str:
    """A text of the same length, the traditional signs of our tables made simplified."""
    return text.translate(_SIMPLIFIED)
